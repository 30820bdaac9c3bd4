// What is wrong with bancheng.conf and the variables of the environment.
#pragma once

#include "core/input/chinese/pair.h"

namespace core::chinese {

// clang-format off
inline constexpr Pair kSettings[] = {
    {"this line sets nothing",
     "这一行没有设置任何内容"},
    {"write: key = value",
     "写法：键 = 值"},
    {"no key stands before the '='",
     "“=”前面没有键"},
    {"the key has no value",
     "这个键没有值"},
    {"leave the line out instead",
     "不需要的话，请删掉这一行"},
    {"quotes would be part of the value",
     "引号会被当成值的一部分"},
    {"remove them",
     "请去掉"},
    {"--{key} is empty: name a place on the disk",
     "--{key} 是空的，请写明磁盘上的位置"},
    {"the prefix is '{value}': it must begin with '/' and not end with it",
     "前缀“{value}”不对：应当以“/”开头，不以“/”结尾"},
    {"cannot listen on \"{value}\"; write it as 127.0.0.1:8080, [::1]:8080, *:8080 or unix:/run/bancheng.sock",
     "不能在“{value}”上监听；写法如 127.0.0.1:8080、[::1]:8080、*:8080 或 unix:/run/bancheng.sock"},
    {"the role is '{value}': it must be portal, desk or both",
     "role 不能是“{value}”，只能是 portal、desk 或 both"},
    {"the database is '{value}': it must be sqlite or postgresql",
     "database 不能是“{value}”，只能是 sqlite 或 postgresql"},
    {"{key} names a file: write host, user and password into that file, and never here, where others can read them",
     "{key} 要写一个文件：主机、用户和密码写在那个文件里，不要写在这里，这里别人也能看到"},
    {"'{value}' is no address of a proxy: write it in numbers, like 127.0.0.1 or 2001:db8::7",
     "“{value}”不是代理服务器的地址，请用数字写，如 127.0.0.1 或 2001:db8::7"},
    {"{key} is '{value}': it must be yes or no",
     "{key} 不能是“{value}”，只能是 yes（是）或者 no（否）"},
    {"{key} is '{value}': it must be a number from 1 up",
     "{key} 不能是“{value}”，应当是不小于 1 的整数"},
    {"'{key}' is set twice",
     "“{key}”设置了两次"},
    {"keep one of the lines",
     "只留一行"},
    {"a place is written from the root, because commands run in any folder",
     "位置要从根目录写起，因为命令可能在任何文件夹里运行"},
    {"known are: {names}",
     "可以设置的有：{names}"},
    {"there is no setting '{key}'",
     "没有“{key}”这项设置"},
    {"name another file with --conf or BANCHENG_CONF, or make this one readable",
     "请用 --conf 或 BANCHENG_CONF 指定别的文件，或者让这个文件可以读"},
};
// clang-format on

}  // namespace core::chinese
