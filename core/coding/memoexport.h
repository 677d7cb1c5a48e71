// Memos as a document: Markdown, or OpenDocument text for a word processor.
#pragma once

#include "core/coding/memo.h"

namespace antiphon {

// A memo and the evidence that it rests on.
struct MemoSheet
{
    ListedMemo listed = {};
    QList<MemoLink> evidence = {};
};

// One heading a memo, below it kind, place, coder and time of the last change, its text as it was typed, and
// its evidence as a list.
QByteArray memosMarkdown(const QList<MemoSheet>& sheets, const QString& title);
// The same as an .odt (OpenDocument 1.3, ISO/IEC 26300): a ZIP whose first entry is the stored mimetype.
// Characters that XML cannot hold are left out. Errors: those of zipArchive.
Result<QByteArray> memosOdt(const QList<MemoSheet>& sheets, const QString& title);

} // namespace antiphon
