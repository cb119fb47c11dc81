// The mail connector on any bytes.
#include "connectors/mail/mail_connector.h"
#include "tests/fuzz/connector_round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto connector = sunder::MakeMailConnector();
  sunder::fuzz::CheckRoundTrip(*connector, {"letter.eml", "letters.mbox"}, data, size);
  return 0;
}
