// Where installed programs find things that no operator has set: never relative to the folder in
// which a command happens to run.
#pragma once

#include <filesystem>

namespace core {

inline constexpr const char* kDataPlace = "/var/lib/bancheng";
inline constexpr const char* kContentPlace = "/srv/bancheng/content";
inline constexpr const char* kPublicPlace = "/srv/bancheng/public";
inline constexpr const char* kPublishedPlace = "/srv/bancheng/published";

// The first that is there of: share/bancheng/site_templates beside the program's folder (as
// `/usr/bin` and `/usr/share` lie), the same beside the folder above (`/usr/libexec/bancheng`),
// site_templates in the program's folder, and /usr/share/bancheng/site_templates, which is returned
// too if none is there.
std::filesystem::path templates_place();
// The same for a program in `folder`.
std::filesystem::path templates_place(const std::filesystem::path& folder);

}  // namespace core
