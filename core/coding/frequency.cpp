#include "core/coding/frequency.h"

#include "core/base/csvfile.h"

#include <tuple>

namespace antiphon {

namespace {

auto groupOf(const FrequencyRow& row)
{
    return std::tuple(row.coder, static_cast<int>(row.role.value_or(Role::User)), row.position.value_or(0));
}

bool before(const FrequencyRow& left, const FrequencyRow& right)
{
    const auto key = [](const FrequencyRow& row) {
        return std::tuple(groupOf(row), static_cast<int>(row.code.facet), -row.turns, row.code.position,
                          row.code.name);
    };
    return key(left) < key(right);
}

} // namespace

std::optional<double> FrequencyRow::share() const
{
    return n > 0 ? std::optional(static_cast<double>(turns) / static_cast<double>(n)) : std::nullopt;
}

QString frequencyMethod()
{
    return QStringLiteral("turns with the code / turns that the coder gave at least one code");
}

QList<FrequencyRow> completeFrequencies(QList<FrequencyRow> rows, FrequencyBy by, const QList<Code>& codes)
{
    if (by != FrequencyBy::Position) {
        std::map<decltype(groupOf(FrequencyRow())), std::pair<FrequencyRow, QSet<CodeId>>> groups;
        for (const FrequencyRow& row : rows) {
            auto& group = groups[groupOf(row)];
            group.first = row;
            group.second.insert(row.code.id);
        }
        for (const auto& [key, group] : groups) {
            for (const Code& code : codes) {
                if (!code.codable || group.second.contains(code.id) ||
                    (group.first.role && !mayCode(code.facet, *group.first.role)))
                    continue;
                FrequencyRow row = group.first;
                row.code = code;
                row.turns = 0;
                rows << row;
            }
        }
    }
    std::stable_sort(rows.begin(), rows.end(), before);
    return rows;
}

QByteArray frequencyCsv(const QList<FrequencyRow>& rows, FrequencyBy by)
{
    const bool byRole = by != FrequencyBy::Coder;
    const bool byPosition = by == FrequencyBy::Position;
    QStringList header{QStringLiteral("coder")};
    if (byRole)
        header << QStringLiteral("role");
    if (byPosition)
        header << QStringLiteral("position");
    header << QStringLiteral("facet") << QStringLiteral("code") << QStringLiteral("turns")
           << QStringLiteral("n") << QStringLiteral("missing") << QStringLiteral("share");
    QByteArray csv = csvLine(header);
    for (const FrequencyRow& row : rows) {
        QStringList fields{row.coder};
        if (byRole)
            fields << roleWord(row.role.value_or(Role::User));
        if (byPosition)
            fields << QString::number(row.position.value_or(0) + 1);
        fields << facetWord(row.code.facet) << row.code.name << QString::number(row.turns)
               << QString::number(row.n) << QString::number(row.missing)
               << (row.share() ? QString::number(*row.share(), 'f', 6) : QString());
        csv += csvLine(fields);
    }
    return csv;
}

} // namespace antiphon
