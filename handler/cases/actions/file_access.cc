// Decides about files by the rights to the case and to the reporter's identity.
#include "handler/cases/actions/file_access.h"

#include <algorithm>

#include "core/base/contains.h"
#include "handler/cases/actions/permissions.h"

namespace handler::cases {
namespace {

using core::Role;

bool may(const Grant& grant, std::string_view action, const Object& object) {
  return allowed({.user = 0, .name = {}, .grants = {grant}}, action, object).has_value();
}

bool was_kept_from(const Grant& grant, const Case& subject, const CaseFile& file) {
  return grant.role == Role::unit && core::contains(subject.shielded_units, grant.unit) &&
         is_from_restricted_time(subject, file.seq, file.field);
}

bool sees_of_reporter(const Grant& grant, const Object& object, const CaseFile& file) {
  if (grant.role == Role::auditor) return false;
  if (file.released) return true;
  if (!may(grant, "see_identity", object)) return false;
  return grant.role != Role::unit || is_open_to_unit(file, object.confidential, object.restricted);
}

FileAccess access_of(const Grant& grant, const Object& object, const Case& subject,
                     const CaseFile& file) {
  if (!may(grant, "see", object) || was_kept_from(grant, subject, file)) return FileAccess::no;
  if (file.of != FileOf::reporter) return FileAccess::see;
  return sees_of_reporter(grant, object, file) ? FileAccess::see : FileAccess::held;
}

}  // namespace

bool is_open_to_unit(const CaseFile& file, bool confidential, bool restricted) {
  return file.is_picture() && !confidential && !restricted;
}

FileAccess file_access(const StaffMember& actor, const Object& object, const Case& subject,
                       const CaseFile& file) {
  FileAccess most = FileAccess::no;
  if (!file.stands()) return most;
  for (const Grant& grant : actor.grants)
    most = std::max(most, access_of(grant, object, subject, file));
  return most;
}

bool reporter_sees(const CaseFile& file) {
  return file.for_reporter && file.stands();
}

}  // namespace handler::cases
