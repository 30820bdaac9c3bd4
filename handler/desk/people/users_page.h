// The users of a site, for its administrator, who manages users and sees no case, and its auditor.
#pragma once

#include <string>

#include "handler/cases/actions/grant.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// 403 for other users.
web::Response show_users(const Visit& visit);
// Adds a user with one grant on this site, and shows the generated password once. The user must
// change it at the first sign-in.
web::Response add_person(const Visit& visit);

// -- shared with the page of one user

// The text key of the sentence that too many passwords are being made at once.
inline constexpr std::string_view kCrowded = "desk.users.crowded";

// The grant of a submitted form, or the text key of its mistake.
struct AskedGrant {
  cases::Grant grant;
  std::string mistake;  // "desk.users.needs_unit", or ""
};
AskedGrant asked_grant(const Visit& visit);

// The fields of desk/grant_fields.html, with the typed values.
void add_grant_fields(core::TemplateData& data, const Visit& visit);
// "窗口专员（清河镇窗口）"
std::string grant_in_words(const Visit& visit, const cases::Grant& grant);
// The page that shows a generated password once.
web::Response handed_password_page(const Visit& visit, const store::User& user,
                                   const std::string& password);

}  // namespace handler::desk
