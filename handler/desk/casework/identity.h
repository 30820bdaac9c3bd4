// Opening what was sealed: the reporter's words for whoever may see the case, the identity only on
// request and recorded.
#pragma once

#include "core/forms/form.h"
#include "handler/desk/visit.h"
#include "handler/view/case_view.h"

namespace handler::desk {

struct OpenCase;

// The reporter's own words (problem, request ...); empty if the part was destroyed.
core::Result<core::FormValues> open_words(const Visit& visit, const store::CaseRecord& record);
// What the reporter wrote later with the number, event by event; parts that were destroyed are left
// out.
core::Result<view::OpenedTexts> open_later_words(const Visit& visit,
                                                 const store::CaseRecord& record);
core::Result<core::FormValues> open_identity(const Visit& visit, const store::CaseRecord& record);

// What the store keeps of a phone number in the form that reports have it (core::normalised_phone):
// whoever has not the desk's key cannot guess it.
std::string phone_index(const Visit& visit, const std::string& phone);

// "138****1234" and "张*", for those who have not asked to see more.
core::FormValues masked(const core::FormValues& identity);

// Records that this person saw the reporter's identity, on the page or (`form` not empty) on that
// form; the grant is the one that allows it. The case is as new as the record afterwards.
core::Status record_look(const Visit& visit, OpenCase& open, const std::string& form);

}  // namespace handler::desk
