// A file of a case as an answer that can do nothing in a browser: pictures are shown, other files
// are saved.
#pragma once

#include <string>

#include "core/base/crypto.h"
#include "core/base/result.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/services.h"
#include "handler/web/response.h"

namespace handler::view {

// The value of Content-Disposition (RFC 6266): "inline" for a picture, else "attachment", with the
// name in ASCII and in UTF-8 (RFC 8187). `type` is one of "jpeg", "png", "webp", "pdf"; the name
// ends as files of this type do, whatever was sent.
std::string content_disposition(std::string_view type, const std::string& name);

// The whole file, in memory. The type is what the cleaning found, never what the sender said. The
// caller has decided that the reader may see it, and `record` is that of its case. `keys` open what
// is sealed for the desk; null: such a file is `refused`. Fails as store::file_info_of() and
// store::FileContents do.
core::Result<web::Response> file_answer(const Services& services, const store::CaseRecord& record,
                                        const cases::CaseFile& file, const core::SealKeys* keys);

}  // namespace handler::view
