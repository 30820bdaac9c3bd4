// A temporary folder of one test, and the state of the files in it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include "tests/support/temporary_folder.h"

using tests::TemporaryFolder;

std::string text_of(const std::filesystem::path& path);

void write_text(const std::filesystem::path& path, const std::string& text);

// What must stay the same for an untouched file: by relative path, inode, mtime and bytes.
using FileStates = std::map<std::string, std::tuple<ino_t, long, long, std::string>>;

FileStates states_of(const std::filesystem::path& folder);

// The bytes of all files, by relative path.
std::map<std::string, std::string> bytes_of(const std::filesystem::path& folder);
