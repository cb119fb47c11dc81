// The texts of a WordprocessingML part.
#pragma once

#include <memory>
#include <string>

#include "connectors/package/part_texts.h"

namespace sunder::document {

// Paragraphs are records of `field` ("text", "header"), rows of tables are records. What was
// deleted and is still there, comments, notes, field codes, links and alternative texts of pictures
// have fields of their own.
std::unique_ptr<package::XmlHandler> NewWordHandler(std::string field,
                                                    package::TextCollector* texts);

}  // namespace sunder::document
