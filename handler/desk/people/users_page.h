// The people of a site: for its administrator to add, for its auditor to read (design section 7:
// admin manages users, not cases).
#pragma once

#include <optional>
#include <string>

#include "handler/cases/actions/grant.h"
#include "handler/desk/visit.h"

namespace handler::desk {

// 403 to whoever is neither.
web::Response show_users(const Visit& visit);
// Adds the person of the form with one grant on this site, and shows the password that was made for
// them, once. They must change it at their first sign-in.
web::Response add_person(const Visit& visit);

// -- what the page of one person shares with it

// A grant on this site as a form asks for it, or the text key of what is wrong with it.
struct AskedGrant {
  cases::Grant grant;
  std::string mistake;  // "desk.users.needs_unit", or ""
};
AskedGrant asked_grant(const Visit& visit);

// The fields of desk/grant_fields.html, with what was typed.
void add_grant_fields(core::TemplateData& data, const Visit& visit);
// "窗口专员（清河镇窗口）"
std::string grant_in_words(const Visit& visit, const cases::Grant& grant);
// The page with a password, which nobody can read again.
web::Response handed_password_page(const Visit& visit, const store::User& user,
                                   const std::string& password);

}  // namespace handler::desk
