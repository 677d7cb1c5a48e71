// Colours slots, headers and keys in a text that is being written.
#pragma once

#include "core/generation/textversion.h"

#include <QStringList>
#include <QSyntaxHighlighter>

namespace antiphon {

class SlotHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    SlotHighlighter(TextKind kind, QTextDocument* document);
    // Slots that are not among them are underlined as faults.
    void setKnownSlots(const QStringList& names);
    void adoptPalette(const QPalette& palette);

protected:
    void highlightBlock(const QString& text) override;

private:
    void highlightSlots(const QString& text);
    TextKind m_kind;
    QStringList m_known;
    QTextCharFormat m_slot;
    QTextCharFormat m_wrongSlot;
    QTextCharFormat m_heading;
    QTextCharFormat m_header;
};

} // namespace antiphon
