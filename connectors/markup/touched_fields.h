// Fields of a document that do not stay as they are: their whole columns leave, or something may
// leave each of their texts. Where rows of a table hold one, their order must not stay.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"

namespace sunder::markup {

class TouchedFields {
 public:
  explicit TouchedFields(const WriteOptions& options);
  bool IsRemoved(std::string_view field) const { return removed_.contains(field); }
  // A column of a table from whose texts something may leave. Which of them lost something must not
  // show, so all of them are treated alike.
  bool IsEditedColumn(std::string_view field) const {
    return edited_.contains(field) && IsColumn(field);
  }
  // An attribute leaves in which something is said by no text (`data-faith`, `alt`): the others of
  // rows, cells and pictures may say the same. Fields by which records are known that have some.
  bool Bares(std::string_view field) const;
  static bool IsColumn(std::string_view field);
  static bool IsOfForm(std::string_view field);
  // A row with cells of columns changes its place where any of its fields says so.
  bool TellsOfRow(std::string_view field) const;
  // Fields of rows are among them.
  bool moves_rows() const { return moves_rows_; }

 private:
  using Names = std::set<std::string, std::less<>>;

  Names removed_;
  Names edited_;
  // Attributes that say something of a row are there in some rows only.
  bool moves_all_rows_ = false;
  bool bares_rows_ = false;
  bool moves_rows_ = false;
};

}  // namespace sunder::markup
