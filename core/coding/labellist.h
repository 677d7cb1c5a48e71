// Lists of labels as Python and JSON write them.
#pragma once

#include <QStringList>

#include <optional>

namespace antiphon {

// The labels of "['genre', \"year\"]": strings in single or double quotes with the escapes of Python, in
// brackets or parentheses, a comma after the last allowed. Blanks around a label are dropped, and empty and
// repeated labels. Blank text is the empty list; nothing for anything else.
std::optional<QStringList> parseLabelList(QStringView text);

} // namespace antiphon
