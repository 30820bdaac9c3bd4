// Opens sealed parts: the reporter's words for users who may see the case, the identity only on
// request, with a record.
#pragma once

#include "core/forms/form.h"
#include "handler/desk/visit.h"
#include "handler/view/case_view.h"

namespace handler::desk {

struct OpenCase;

// The reporter's own words (problem, request ...); empty if the part was destroyed.
core::Result<core::FormValues> open_words(const Visit& visit, const store::CaseRecord& record);
// The texts that the reporter sent later with the number, by event; destroyed parts are left out.
core::Result<view::OpenedTexts> open_later_words(const Visit& visit,
                                                 const store::CaseRecord& record);
core::Result<core::FormValues> open_identity(const Visit& visit, const store::CaseRecord& record);

// The keyed index of one phone number in the form of core::normalised_phone(); it cannot be guessed
// without the desk's key.
std::string phone_index(const Visit& visit, const std::string& phone);

// "138****1234" and "张*", for display before the identity is requested. Of a phone only the
// numbers.
core::FormValues masked(const core::FormValues& identity);

// Records that this user viewed the identity, on the page or on `form` if not empty, under the
// grant that allows it; `asker` says how the person who asked for the sheet was checked, "" if
// staff looked for themselves. Afterwards `open` includes the new event. Fails as view::record()
// does, and `refused` without the right.
core::Status record_look(const Visit& visit, OpenCase& open, const std::string& form,
                         const std::string& asker = {});

}  // namespace handler::desk
