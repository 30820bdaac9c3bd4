// Changes the files of news and stories: each function from the texts of a site's folder to the
// changed file. The head is changed key by key, the text below it as a whole; every other byte
// stays.
//
// All functions are pure. Failures: `conflict` if the file is not there or does not say any more
// what its page showed, `invalid` if it is no article; else what core/editing says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/changes/site_changes.h"
#include "core/publications/article.h"
#include "core/site/folder_view.h"

namespace handler::publishing {

// A file by its path, and the mark of what it said (mark_of.h).
struct FileSpot {
  std::string file;
  std::string mark;
};

// Of the bytes of a file; "" if it is not there.
std::string mark_of_file(const core::FolderTexts& texts, const std::string& file);

// A file of "news" or "stories", read as the site's reader does.
struct ArticleFile {
  std::string file;
  std::optional<core::Article> article;  // nothing: the reader refuses it
};
// Newest first; files that cannot be read come last.
std::vector<ArticleFile> articles_in(const core::FolderTexts& texts, const std::string& folder);

// Where a new article of that day goes: "news/2026-11-29.md", "news/2026-11-29-2.md". Never a name
// that someone typed.
std::string new_article_file(const core::FolderTexts& texts, const std::string& folder,
                             core::Day date);

// Puts the text into a file of its own; of `article` its keys and its body count.
core::Result<core::FileChanges> add_article(const core::FolderTexts& texts,
                                            const std::string& folder,
                                            const core::Article& article);
core::Result<core::FileChanges> set_article(const core::FolderTexts& texts, const FileSpot& spot,
                                            const core::Article& article);
// Takes the file out.
core::Result<core::FileChanges> remove_article(const core::FolderTexts& texts,
                                               const FileSpot& spot);

// `typed` with the line end of the file, and one at its end. Lines in `typed` end with LF.
std::string with_line_ends(const std::string& typed, bool crlf);

}  // namespace handler::publishing
