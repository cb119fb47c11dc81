// Attachments that are files of a format of their own, for the connectors that read them.
#pragma once

#include <memory>

#include "connectors/api/connector.h"
#include "connectors/mail/mail_boundary.h"

namespace sunder::mail {

// Every part that is not read as a field of its message (Entity::Kind::kOther), decoded. In a
// mailbox, names have the number of the message in front: "12/report.pdf".
Result<std::unique_ptr<AttachmentReader>> OpenAttachments(const SourceObject& object,
                                                          MailForm form);

}  // namespace sunder::mail
