// The html connector on any bytes.
#include "connectors/html/html_connector.h"
#include "tests/fuzz/connector_round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto connector = sunder::MakeHtmlConnector();
  sunder::fuzz::CheckRoundTrip(*connector, {"page.html", "page.xhtml"}, data, size);
  return 0;
}
