// The texts of an OpenDocument text.
#pragma once

#include <memory>

#include "connectors/package/part_texts.h"

namespace sunder::document {

// Of content.xml and styles.xml (headers and footers of pages), as NewWordHandler's.
std::unique_ptr<package::XmlHandler> NewOdtHandler(package::TextCollector* texts);

}  // namespace sunder::document
