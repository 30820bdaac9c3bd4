// The files of a case on its page, and each of them by itself.
#pragma once

#include "handler/desk/casework/case_page.h"

namespace handler::desk {

// Data for desk/files.html: HAS_FILES with FILE[], each with WHEN, WHOSE, WORDS (type and size) and
// one of: LINK to the file, ASKS (a button, because looking at a reporter's file is recorded), or
// STATE, why it cannot be seen. Its name is there only for those who see the file: it may tell of a
// person. Files that this user learns nothing of are left out.
void add_files(core::TemplateData& data, const Visit& visit, const OpenCase& open);

// The name that the file was sent with; "" if it had none, was destroyed or cannot be opened. It
// may tell of a person: only for those who see the file.
std::string name_of_file(const Visit& visit, const OpenCase& open, const cases::CaseFile& file);

// GET {case}/files/{seq}/{field}: the file, inert. 404 if there is none in this case or this user
// may not see it. A reporter's file only after the look at it was recorded on the same day; before,
// 303 to the case page with the button.
web::Response show_file(const Visit& visit);

// POST to the same address: records that this user looked at the file, once for each user, day and
// file, then 303 to the file. 409 if the case was changed at that moment, 503 if nothing can be
// recorded.
web::Response look_at_file(const Visit& visit);

}  // namespace handler::desk
