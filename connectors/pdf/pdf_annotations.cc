#include "connectors/pdf/pdf_annotations.h"

#include <poppler.h>

#include <utility>

#include "connectors/decode/byte_stream.h"

namespace sunder::pdf {
namespace {

constexpr size_t kNameSizeBytesMax = 80;

struct UnrefObject {
  void operator()(void* object) const { g_object_unref(object); }
};
struct FreeBytes {
  void operator()(GBytes* bytes) const { g_bytes_unref(bytes); }
};

// Takes the text; "" for none, and for what is not UTF-8.
std::string Taken(gchar* text) {
  std::string taken = text == nullptr ? "" : text;
  g_free(text);
  return ValidUtf8Prefix(taken) == taken.size() ? taken : "";
}

void Add(std::string field, std::string text, GatheredRecord* record) {
  if (text.empty()) return;
  record->push_back({std::move(field), std::move(text)});
}

// "form1[0].page[0].City[0]" is "form.City".
std::string FieldOf(PopplerFormField* field) {
  std::string name = Taken(poppler_form_field_get_name(field));
  name.erase(0, name.rfind('.') + 1);
  name.resize(std::min(name.size(), name.find('[')));
  const bool is_name = !name.empty() && name.size() <= kNameSizeBytesMax &&
                       name.find_first_of("\r\n\t") == std::string::npos;
  return is_name ? "form." + name : "form";
}

std::string ValueOf(PopplerFormField* field) {
  switch (poppler_form_field_get_field_type(field)) {
    case POPPLER_FORM_FIELD_TEXT:
      return Taken(poppler_form_field_text_get_text(field));
    case POPPLER_FORM_FIELD_BUTTON:
      return poppler_form_field_button_get_state(field) != 0
                 ? Taken(poppler_form_field_get_partial_name(field))
                 : "";
    case POPPLER_FORM_FIELD_CHOICE: {
      std::string value;
      for (int i = 0; i < poppler_form_field_choice_get_n_items(field); ++i) {
        if (poppler_form_field_choice_is_item_selected(field, i) == 0) continue;
        value += (value.empty() ? "" : "; ") + Taken(poppler_form_field_choice_get_item(field, i));
      }
      return value.empty() ? Taken(poppler_form_field_choice_get_text(field)) : value;
    }
    default:
      return "";
  }
}

class PopplerAnnotations : public PdfAnnotations {
 public:
  explicit PopplerAnnotations(PopplerDocument* document) : document_(document) {}

  std::vector<GatheredRecord> OfPage(int number) const override {
    std::vector<GatheredRecord> records;
    const std::unique_ptr<PopplerPage, UnrefObject> page(
        poppler_document_get_page(document_.get(), number));
    if (page == nullptr) return records;
    AddForm(page.get(), &records);
    AddComments(page.get(), &records);
    AddLinks(page.get(), &records);
    std::erase_if(records, [](const GatheredRecord& record) { return record.empty(); });
    return records;
  }

 private:
  static void AddForm(PopplerPage* page, std::vector<GatheredRecord>* records) {
    GList* fields = poppler_page_get_form_field_mapping(page);
    GatheredRecord form;
    for (const GList* at = fields; at != nullptr; at = at->next) {
      PopplerFormField* field = static_cast<PopplerFormFieldMapping*>(at->data)->field;
      Add(FieldOf(field), ValueOf(field), &form);
    }
    poppler_page_free_form_field_mapping(fields);
    records->push_back(std::move(form));
  }

  static void AddComments(PopplerPage* page, std::vector<GatheredRecord>* records) {
    GList* annotations = poppler_page_get_annot_mapping(page);
    for (const GList* at = annotations; at != nullptr; at = at->next) {
      PopplerAnnot* annotation = static_cast<PopplerAnnotMapping*>(at->data)->annot;
      std::string contents = Taken(poppler_annot_get_contents(annotation));
      if (contents.empty()) continue;
      GatheredRecord comment;
      if (POPPLER_IS_ANNOT_MARKUP(annotation)) {
        PopplerAnnotMarkup* markup = POPPLER_ANNOT_MARKUP(annotation);
        Add("comment.author", Taken(poppler_annot_markup_get_label(markup)), &comment);
        Add("comment.subject", Taken(poppler_annot_markup_get_subject(markup)), &comment);
      }
      Add("comment", std::move(contents), &comment);
      records->push_back(std::move(comment));
    }
    poppler_page_free_annot_mapping(annotations);
  }

  static void AddLinks(PopplerPage* page, std::vector<GatheredRecord>* records) {
    GList* links = poppler_page_get_link_mapping(page);
    for (const GList* at = links; at != nullptr; at = at->next) {
      const PopplerAction* action = static_cast<PopplerLinkMapping*>(at->data)->action;
      if (action == nullptr || action->type != POPPLER_ACTION_URI) continue;
      GatheredRecord link;
      Add("link", Taken(g_strdup(action->uri.uri)), &link);
      records->push_back(std::move(link));
    }
    poppler_page_free_link_mapping(links);
  }

  const std::unique_ptr<PopplerDocument, UnrefObject> document_;
};

}  // namespace

std::unique_ptr<PdfAnnotations> PdfAnnotations::Open(std::string_view bytes) {
  const std::unique_ptr<GBytes, FreeBytes> held(g_bytes_new_static(bytes.data(), bytes.size()));
  GError* error = nullptr;
  PopplerDocument* document = poppler_document_new_from_bytes(held.get(), nullptr, &error);
  if (error != nullptr) g_error_free(error);
  if (document == nullptr) return nullptr;
  return std::make_unique<PopplerAnnotations>(document);
}

}  // namespace sunder::pdf
