// Who acts and on what: a grant, the person who holds it, and the case as rights see it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/policy/case_words.h"

namespace handler::cases {

// One grant of a staff member.
struct Grant {
  std::string site;
  core::Role role = core::Role::front_desk;
  std::string window;  // "" = the whole site; else a window and those below it
  std::string unit;    // "" = not bound to a unit
};
struct StaffMember {
  std::int64_t user = 0;
  std::string name;
  std::vector<Grant> grants;
};

// The target of an action.
struct Object {
  std::string site;
  std::string window;                      // of the case
  std::vector<std::string> windows_above;  // the window's ancestors, nearest first
  std::string unit;                        // the unit that holds the case
  std::vector<std::string> assisting;      // units that assist it
  std::string concerned_unit;              // the unit that the report is about
  bool restricted = false;
  bool confidential = false;
};

}  // namespace handler::cases
