// Reads a PDF page by page.
#pragma once

#include <memory>

#include "connectors/api/connector.h"
#include "connectors/pdf/pdf_document.h"

namespace sunder::pdf {

std::unique_ptr<RecordReader> NewPdfReader(std::unique_ptr<PdfDocument> document,
                                           const ReadOptions& options);

}  // namespace sunder::pdf
