// The pdf connector on any bytes.
#include "connectors/pdf/pdf_connector.h"
#include "tests/fuzz/connector_round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto connector = sunder::MakePdfConnector();
  sunder::fuzz::CheckRoundTrip(*connector, {"a.pdf"}, data, size);
  return 0;
}
