// The files of a case in words: their types, numbers and sizes.
#pragma once

#include <string>
#include <vector>

#include "core/reading/texts.h"
#include "handler/cases/fold/case.h"
#include "handler/casework/file_intake.h"

namespace handler::view {

// "照片（1.2 MB）"
std::string file_in_words(const core::Texts& texts, const cases::CaseFile& file);

// "2张照片、1个PDF文件", of the list in an event's data; "" of an empty one.
std::string files_in_words(const core::Texts& texts, const std::vector<std::string>& files);

// "10月12日 10:30　照片（1.2 MB）": a file in a list to choose from; `events` are those of the
// case.
std::string file_choice(const core::Texts& texts, const cases::CaseFile& file,
                        const std::vector<cases::Event>& events, int year);

// "没有收“合同.heic”：文件太大。": a file that was not kept, and why.
std::string unfit_in_words(const core::Texts& texts, const UnfitFile& file);

}  // namespace handler::view
