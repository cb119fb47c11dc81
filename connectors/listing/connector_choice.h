// Which connector reads a file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/listing/container_form.h"
#include "connectors/listing/sources.h"
#include "core/status.h"

namespace sunder {

// So many first bytes tell the type of a file.
inline constexpr size_t kHeadSizeBytes = 64 * 1024;

struct ConnectorChoice {
  const Connector* connector = nullptr;  // nullptr: to be unpacked or to be skipped
  LossReason skip_reason = LossReason::kUnsupported;
  std::string skip_detail = {};
  ContainerForm container = ContainerForm::kNone;
};

// By name, else by content.
Result<Codec> FindCodec(const SourceObject& object);

// Whether a file of this name is known for what it is before it is opened.
bool TellsType(const std::vector<std::unique_ptr<Connector>>& connectors,
               std::string_view file_name);

// Looks at the first bytes of `object` and sets its codec (by name, else by content). `is_named`:
// the user named this very file, so that not being able to read it is an error instead of a skip. A
// file in a folder whose extension promises text, but whose bytes are in another encoding, is an
// error, too. `tells_encoding_by_all`: as in ListOptions.
Result<ConnectorChoice> ChooseConnector(const std::vector<std::unique_ptr<Connector>>& connectors,
                                        const Connector* forced, bool is_named,
                                        bool tells_encoding_by_all, SourceObject* object);

}  // namespace sunder
