// The csv connector on any bytes.
#include "connectors/csv/csv_connector.h"
#include "tests/fuzz/connector_round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto connector = sunder::MakeCsvConnector();
  sunder::fuzz::CheckRoundTrip(*connector, {"people.csv", "people.tsv", "people.dat"}, data, size);
  return 0;
}
