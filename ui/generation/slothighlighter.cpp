#include "ui/generation/slothighlighter.h"

#include "core/generation/promptslots.h"
#include "ui/theme/tokens.h"

#include <QRegularExpression>

namespace antiphon {

SlotHighlighter::SlotHighlighter(TextKind kind, QTextDocument* document)
    : QSyntaxHighlighter(document), m_kind(kind)
{
    m_heading.setFontWeight(QFont::DemiBold);
    m_wrongSlot.setUnderlineStyle(QTextCharFormat::WaveUnderline);
}

void SlotHighlighter::setKnownSlots(const QStringList& names)
{
    if (names == m_known)
        return;
    m_known = names;
    rehighlight();
}

void SlotHighlighter::adoptPalette(const QPalette& palette)
{
    const Tokens& tokens = tokensOf(palette);
    m_slot.setForeground(tokens.accent);
    m_slot.setBackground(tokens.selection);
    m_wrongSlot.setForeground(tokens.danger);
    m_wrongSlot.setUnderlineColor(tokens.danger);
    m_heading.setForeground(tokens.accent);
    m_header.setForeground(tokens.muted);
    rehighlight();
}

void SlotHighlighter::highlightBlock(const QString& text)
{
    static const QRegularExpression key(QStringLiteral("\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:)"));
    if (m_kind == TextKind::Phrases) {
        for (auto it = key.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch found = it.next();
            setFormat(static_cast<int>(found.capturedStart()), static_cast<int>(found.capturedLength()),
                      m_header);
        }
    } else if (text == QLatin1String("# system") || text == QLatin1String("# user") ||
               text == QLatin1String("# repair")) {
        setFormat(0, static_cast<int>(text.size()), m_heading);
    } else if (text.startsWith(QLatin1String("# "))) {
        setFormat(0, static_cast<int>(text.size()), m_header);
    }
    highlightSlots(text);
}

void SlotHighlighter::highlightSlots(const QString& text)
{
    const QList<SlotPlace> places = slotsIn(text);
    for (const SlotPlace& place : places) {
        const bool known = m_known.contains(place.name);
        setFormat(static_cast<int>(place.begin), static_cast<int>(place.end - place.begin),
                  known ? m_slot : m_wrongSlot);
    }
}

} // namespace antiphon
