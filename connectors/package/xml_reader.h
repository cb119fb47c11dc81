// XML of a package's part, as it streams by. Document type declarations, which office formats
// forbid, are refused: so there are no entities to expand.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/package/package.h"
#include "core/status.h"

namespace sunder::package {

// Deeper nesting is refused; office programs stay under 100.
inline constexpr uint32_t kXmlDepthMax = 1024;
// One tag may be so large.
inline constexpr uint64_t kXmlTagSizeBytesMax = uint64_t{16} << 20;

class XmlReader;

// Of the element at hand. Views live as long as the call that gives them.
class XmlAttributes {
 public:
  XmlAttributes(XmlReader* reader, const char** pairs) : reader_(reader), pairs_(pairs) {}
  std::optional<std::string_view> Find(std::string_view name) const;
  // The value, or "".
  std::string_view operator[](std::string_view name) const { return Find(name).value_or(""); }
  // All values in order, name first.
  template <class Visit>
  void ForEach(Visit visit) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) visit(NameOf(*pair), pair[1]);
  }

 private:
  std::string_view NameOf(const char* expat_name) const;

  XmlReader* reader_;
  const char** pairs_;
};

// Names have the usual prefix of their namespace, whatever the file calls it: "table:table-row",
// "w:p", "r:id"; none in SpreadsheetML, relationships and content types; "?" for unknown
// namespaces.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void Start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void End(std::string_view name) = 0;
  // A text may come in several pieces. UTF-8, entities decoded.
  virtual void Text(std::string_view text) = 0;
};

class XmlReader {
 public:
  // `place` is for messages. `handler` outlives this.
  XmlReader(std::unique_ptr<PartStream> stream, std::string place, XmlHandler* handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // Parses a piece of a few KiB. False: the end. DataLoss: damaged; what came before was given to
  // the handler.
  Result<bool> Step();
  uint64_t bytes_read() const;

 private:
  friend class XmlAttributes;
  struct State;
  std::unique_ptr<State> state_;
};

// Parses all of a part.
Status ReadXml(const Package& package, std::string_view part, XmlHandler* handler);

}  // namespace sunder::package
