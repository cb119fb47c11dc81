// The document connector: any bytes as the body of a DOCX or an ODT, as a part beside it, and as
// the whole file.
#include "connectors/document/document_connector.h"
#include "tests/fuzz/connector_round_trip.h"
#include "tests/fuzz/package_parts.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto connector = sunder::MakeDocumentConnector();
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  std::string file(1, static_cast<char>(data[0]));
  const char* name = "a.docx";
  switch (data[1] % 5) {
    case 0:
      file += sunder::fuzz::StoredPackage({{"word/document.xml", bytes}});
      break;
    case 1:
      file += sunder::fuzz::StoredPackage(
          {{"word/document.xml", "<x/>"}, {"docProps/core.xml", bytes}, {"_rels/.rels", bytes}});
      break;
    case 2:
      file += sunder::fuzz::StoredPackage({{"word/document.xml", "<x/>"},
                                           {"word/comments.xml", bytes},
                                           {"word/charts/chart1.xml", bytes}});
      break;
    case 3:
      name = "a.odt";
      file += sunder::fuzz::StoredPackage(
          {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", bytes}});
      break;
    default:
      file += bytes;
  }
  sunder::fuzz::CheckRoundTrip(*connector, {name}, reinterpret_cast<const uint8_t*>(file.data()),
                               file.size());
  return 0;
}
