// Pictures and PDF of a site, which stand in its folder "files": their paths, the name that an
// upload gets, and which of them a page uses.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "core/changes/site_changes.h"
#include "core/time/local_time.h"
#include "handler/files/file_type.h"

namespace handler::publishing {

// The most that the reader of a site takes.
inline constexpr std::size_t kMostSiteFileBytes = std::size_t{20} << 20U;

// "files/photo.jpg"; false for every path that leads elsewhere. Pure.
bool is_site_file(const std::string& path);
// "photo.jpg" of such a path, and the other way round.
std::string name_of_site_file(const std::string& path);
std::string path_of_site_file(const std::string& name);

// A name that is not among `taken`: what is left of the sent name in small letters and digits of
// ASCII ("img-0231.jpg"), or "photo-20261130-1.jpg" and "paper-20261130-1.pdf" where that says
// nothing. The ending follows from the type, whatever was sent. Pure.
std::string name_for_upload(std::string_view sent, files::FileType type, core::Day day,
                            const std::set<std::string>& taken);

// True if one of the site's texts names the file. A text that happens to hold the name as a word
// counts too: rather a file stays than a page loses its picture. The portal's head and foot are not
// among these texts. Pure.
bool is_named(const core::FolderTexts& texts, const std::string& name);

}  // namespace handler::publishing
