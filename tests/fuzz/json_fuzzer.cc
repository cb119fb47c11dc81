// The json connector on any bytes.
#include "connectors/json/json_connector.h"
#include "tests/fuzz/connector_round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto connector = sunder::MakeJsonConnector();
  sunder::fuzz::CheckRoundTrip(*connector, {"people.jsonl", "people.json", "people.dat"}, data,
                               size);
  return 0;
}
