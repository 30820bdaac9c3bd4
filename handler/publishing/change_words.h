// What a change of a site's content is called, in the words of the catalogue.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/changes/site_changes.h"
#include "core/reading/texts.h"

namespace handler::publishing {

// "bodies", "windows" ...: part of keys of texts and of addresses.
std::string_view id_of(core::ChangeArea area);
// "机构和名单".
std::string area_in_words(core::ChangeArea area, const core::Texts& texts);

// "领导小组：组长 方向明 → 王某某", "社会保障分厅：电话 0999-5550002 → 0999-5550003", "值班
// 12月7日至13日： 新增 柏树". Days of another year than `year` are written with theirs; a long text
// is cut. Pure.
std::string in_words(const core::SiteChange& change, const core::Texts& texts, int year);
// Of all, in their order.
std::vector<std::string> in_words(const std::vector<core::SiteChange>& changes,
                                  const core::Texts& texts, int year);

}  // namespace handler::publishing
