#include "core/base/linediff.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace antiphon {

namespace {

constexpr qsizetype mostLines = 4'000;

QStringList linesOf(const QString& text)
{
    if (text.isEmpty())
        return {};
    QStringList lines = text.split(QLatin1Char('\n'));
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

class Differ
{
public:
    Differ(QStringList before, QStringList after) : m_before(std::move(before)), m_after(std::move(after)) {}

    QList<DiffLine> run()
    {
        qsizetype end = 0; // of the lines that both texts end with
        while (m_i < m_before.size() && m_i < m_after.size() && m_before.at(m_i) == m_after.at(m_i)) {
            ++m_i;
            ++m_j;
            same(m_i, m_j);
        }
        while (end < m_before.size() - m_i && end < m_after.size() - m_j &&
               m_before.at(m_before.size() - 1 - end) == m_after.at(m_after.size() - 1 - end))
            ++end;
        middle(m_before.size() - end, m_after.size() - end);
        while (m_i < m_before.size())
            same(++m_i, ++m_j);
        return m_lines;
    }

private:
    void same(qsizetype before, qsizetype after)
    {
        m_lines << DiffLine{DiffLine::Kind::Same, m_before.at(before - 1), static_cast<int>(before),
                            static_cast<int>(after)};
    }
    void remove()
    {
        ++m_i;
        m_lines << DiffLine{DiffLine::Kind::Removed, m_before.at(m_i - 1), static_cast<int>(m_i), 0};
    }
    void add()
    {
        ++m_j;
        m_lines << DiffLine{DiffLine::Kind::Added, m_after.at(m_j - 1), 0, static_cast<int>(m_j)};
    }

    // Walks from (m_i, m_j) to the ends along a longest common subsequence.
    void middle(qsizetype beforeEnd, qsizetype afterEnd)
    {
        const qsizetype rows = beforeEnd - m_i;
        const qsizetype columns = afterEnd - m_j;
        if (rows <= mostLines && columns <= mostLines)
            fillLengths(rows, columns);
        const qsizetype i = m_i, j = m_j;
        const auto length = [&](qsizetype row, qsizetype column) {
            return m_lengths.empty() ? 0
                                     : m_lengths[static_cast<size_t>((row - i) * (columns + 1) + column - j)];
        };
        while (m_i < beforeEnd || m_j < afterEnd) {
            const bool both = m_i < beforeEnd && m_j < afterEnd;
            if (both && !m_lengths.empty() && m_before.at(m_i) == m_after.at(m_j))
                same(++m_i, ++m_j);
            else if (m_i < beforeEnd && (!both || length(m_i + 1, m_j) >= length(m_i, m_j + 1)))
                remove();
            else
                add();
        }
    }

    // m_lengths at (row, column): of the longest common subsequence of what follows there.
    void fillLengths(qsizetype rows, qsizetype columns)
    {
        const qsizetype width = columns + 1;
        m_lengths.assign(static_cast<size_t>((rows + 1) * width), 0);
        for (qsizetype row = rows - 1; row >= 0; --row) {
            for (qsizetype column = columns - 1; column >= 0; --column) {
                const auto at = static_cast<size_t>(row * width + column);
                const auto below = static_cast<size_t>((row + 1) * width + column);
                m_lengths[at] = m_before.at(m_i + row) == m_after.at(m_j + column)
                                    ? static_cast<quint16>(m_lengths[below + 1] + 1)
                                    : std::max(m_lengths[below], m_lengths[at + 1]);
            }
        }
    }

    QStringList m_before;
    QStringList m_after;
    qsizetype m_i = 0; // lines of the first text that are told
    qsizetype m_j = 0;
    std::vector<quint16> m_lengths;
    QList<DiffLine> m_lines;
};

QString toldLine(const DiffLine& line)
{
    const QString mark = line.kind == DiffLine::Kind::Removed ? QStringLiteral("- ")
                         : line.kind == DiffLine::Kind::Added ? QStringLiteral("+ ")
                                                              : QStringLiteral("  ");
    return mark + line.text + QLatin1Char('\n');
}

} // namespace

QList<DiffLine> lineDiff(const QString& before, const QString& after)
{
    return Differ(linesOf(before), linesOf(after)).run();
}

QString diffText(const QList<DiffLine>& lines, int context)
{
    std::vector<bool> told(static_cast<size_t>(lines.size()), false);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines.at(i).kind == DiffLine::Kind::Same)
            continue;
        const qsizetype from = std::max<qsizetype>(0, i - context);
        const qsizetype to = std::min<qsizetype>(lines.size(), i + context + 1);
        std::fill(told.begin() + from, told.begin() + to, true);
    }
    QString text;
    bool gap = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (told[static_cast<size_t>(i)])
            text += toldLine(lines.at(i));
        else if (!gap)
            text += QStringLiteral("...\n");
        gap = !told[static_cast<size_t>(i)];
    }
    return std::find(told.begin(), told.end(), true) == told.end() ? QString() : text;
}

} // namespace antiphon
