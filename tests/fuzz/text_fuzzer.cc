// The text connector on any bytes.
#include "connectors/text/text_connector.h"
#include "tests/fuzz/connector_round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto connector = sunder::MakeTextConnector();
  sunder::fuzz::CheckRoundTrip(*connector, {"notes.txt", "server.log", "notes.dat"}, data, size);
  return 0;
}
