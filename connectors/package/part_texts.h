// Handlers that gather the texts of an XML part, and a reader that makes records of many parts.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/package/package.h"
#include "connectors/package/text_collector.h"
#include "connectors/package/xml_reader.h"

namespace sunder::package {

using MakeHandler = std::function<std::unique_ptr<XmlHandler>(TextCollector*)>;

// Every element's own text is a record of `field`.
std::unique_ptr<XmlHandler> NewLeafHandler(std::string field, TextCollector* texts);
// All elements' texts are one record: fields "property.creator", ...
std::unique_ptr<XmlHandler> NewPropertyHandler(TextCollector* texts);
// Targets of links that leave the file.
std::unique_ptr<XmlHandler> NewLinkHandler(TextCollector* texts);

// A part and who understands it.
struct TextPart {
  std::string part;
  MakeHandler make_handler;
};

// One record a paragraph, row, comment ... A damaged part is a loss and the next one is read.
// `unread` names parts that hold data of a kind that is not read: entries of the ledger.
std::unique_ptr<RecordReader> NewPartTextReader(std::unique_ptr<Package> package,
                                                std::vector<TextPart> parts,
                                                std::vector<std::string> unread,
                                                const ReadOptions& options);

// Parts that any Office Open XML or OpenDocument file may have beside its content: properties,
// links, charts, drawings, custom XML. `is_known` are those that the caller reads itself.
void AddOtherParts(const Package& package, const std::function<bool(const std::string&)>& is_known,
                   std::vector<TextPart>* parts, std::vector<std::string>* unread);

}  // namespace sunder::package
