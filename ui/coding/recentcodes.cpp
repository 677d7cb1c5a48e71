#include "ui/coding/recentcodes.h"

namespace antiphon {

RecentCodes::RecentCodes(Lookup lookup, KeyNames keys, QWidget* parent)
    : KeyLine(parent), m_lookup(std::move(lookup)), m_keys(std::move(keys))
{
    setToolTip(tr("Recent codes and their keys"));
    hide();
}

void RecentCodes::note(CodeId code)
{
    m_order.removeAll(code);
    m_order.prepend(code);
    if (!m_codes.contains(code)) {
        if (m_codes.size() < most) {
            m_codes << code;
        } else {
            const CodeId oldest = m_order.takeLast();
            m_codes.replace(m_codes.indexOf(oldest), code);
        }
    }
    refresh();
}

void RecentCodes::refresh()
{
    QList<KeyHint> hints;
    for (qsizetype i = 0; i < m_codes.size(); ++i) {
        if (const Code* code = m_lookup(m_codes[i]))
            hints << KeyHint{m_keys(static_cast<int>(i)), code->name};
    }
    setHints(hints);
    setVisible(!hints.isEmpty());
}

QStringList RecentCodes::save() const
{
    QStringList ids;
    for (const CodeId& code : m_codes)
        ids << code.toText();
    return ids;
}

void RecentCodes::restore(const QStringList& ids)
{
    m_codes.clear();
    for (const QString& id : ids.mid(0, most)) {
        if (const auto code = CodeId::fromText(id); code && !code->isNull() && !m_codes.contains(*code))
            m_codes << *code;
    }
    m_order = m_codes;
    refresh();
}

} // namespace antiphon
