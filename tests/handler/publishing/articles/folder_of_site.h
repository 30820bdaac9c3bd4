// All texts of the shipped sites, Markdown and figures among them, as edits of the desk take them.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "handler/publishing/working_copy.h"
#include "tests/handler/publishing/directory/site_texts.h"

namespace handler::publishing::testing::articles {

using directory::changed;
using directory::differences;
using directory::kAllSites;
using directory::LineChanges;
using directory::lines_between;

inline core::FolderTexts folder_of_site(const std::string& id) {
  return read_texts(std::filesystem::path(BANCHENG_SOURCE_DIR) / "content", id).value();
}

// The texts with the changes; they as they are, and a failed test, if the edit was refused.
inline core::FolderTexts edited(const core::FolderTexts& texts,
                                const core::Result<core::FileChanges>& made) {
  EXPECT_TRUE(made.ok()) << (made ? "" : made.failure().message);
  return made ? changed(texts, *made) : texts;
}

}  // namespace handler::publishing::testing::articles
