#include "core/generation/sampletable.h"

#include "core/generation/aliasstore.h"
#include "core/generation/runstore.h"
#include "core/generation/runtexts.h"
#include "core/generation/samplestore.h"

#include <QRegularExpression>

#include <numeric>

namespace antiphon {

namespace {

using What = SampleKey::What;
using Relation = SampleCondition::Relation;

constexpr std::pair<What, const char*> keyNames[] = {
    {What::Plan, "plan"},     {What::Turns, "turns"},       {What::Words, "words"},
    {What::Recall, "recall"}, {What::Findings, "findings"}, {What::Decision, "decision"}};

constexpr const char* relationSigns[] = {"<", "<=", "=", "!=", ">=", ">"};

bool holds(double value, const SampleCondition& condition)
{
    switch (condition.relation) {
    case Relation::Less:
        return value < condition.value;
    case Relation::AtMost:
        return value <= condition.value;
    case Relation::Equal:
        return std::abs(value - condition.value) < 1e-9;
    case Relation::Unequal:
        return std::abs(value - condition.value) >= 1e-9;
    case Relation::AtLeast:
        return value >= condition.value;
    case Relation::More:
        break;
    }
    return value > condition.value;
}

bool suits(const SampleFilter& filter, const SampleVerdicts& verdicts, qint64 plan)
{
    if (!filter.decision && filter.person.isEmpty() && !filter.commented)
        return true;
    const auto at = verdicts.constFind(plan);
    const bool there = at != verdicts.constEnd();
    if (filter.decision && (there ? at->decision : SampleDecision::Open) != *filter.decision)
        return false;
    if (!filter.person.isEmpty() && (!there || at->person != filter.person))
        return false;
    return !filter.commented || (there && !at->comment.isEmpty());
}

bool passes(const SampleColumns& columns, const SampleVerdicts& verdicts, const SampleFilter& filter,
            const std::vector<qint64>& found, size_t row)
{
    const bool failed = columns.standing[row] == SampleColumns::Standing::Failed;
    if (failed && (filter.decision || !filter.search.isEmpty()))
        return false;
    if (filter.failed && !failed)
        return false;
    const qint64 plan = columns.plans[row];
    if (filter.only && !std::binary_search(filter.only->begin(), filter.only->end(), plan))
        return false;
    for (const SampleCondition& condition : filter.conditions) {
        const auto value = sampleValue(columns, verdicts, condition.key, row);
        if (!value || !holds(*value, condition))
            return false;
    }
    return suits(filter, verdicts, plan) &&
           (filter.search.isEmpty() || std::binary_search(found.begin(), found.end(), plan));
}

void sortRows(std::vector<quint32>& rows, const SampleColumns& columns, const SampleVerdicts& verdicts,
              const SampleOrder& order)
{
    if (order.key.what == What::Plan) {
        if (order.descending)
            std::reverse(rows.begin(), rows.end());
        return;
    }
    struct Keyed
    {
        double value;
        quint32 row;
    };
    constexpr double last = std::numeric_limits<double>::infinity();
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const quint32 row : rows) {
        const auto value = sampleValue(columns, verdicts, order.key, row);
        keyed.push_back({value ? (order.descending ? -*value : *value) : last, row});
    }
    std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
        return a.value < b.value || (!(b.value < a.value) && a.row < b.row);
    });
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const Keyed& one) { return one.row; });
}

} // namespace

qint64 SampleColumns::rowOf(qint64 planOrdinal) const
{
    const auto at = std::lower_bound(plans.begin(), plans.end(), planOrdinal);
    return at != plans.end() && *at == planOrdinal ? at - plans.begin() : -1;
}

Result<SampleColumns> sampleColumns(const Connection& connection, RunId run)
{
    SampleColumns columns;
    ANTIPHON_TRY_ASSIGN(const QJsonObject parameters, runParameters(connection, run));
    ANTIPHON_TRY_ASSIGN(const AliasTable aliases, aliasesOf(connection));
    columns.stamp = checkStamp(*checkingPhrases(connection, parameters), aliases);
    ANTIPHON_TRY(forEachSamplePlace(connection, run, [&columns](qint64 plan, bool written) {
        columns.plans.push_back(static_cast<quint32>(plan));
        columns.standing.push_back(written ? SampleColumns::Standing::Unchecked
                                           : SampleColumns::Standing::Failed);
    }));
    const size_t rows = columns.plans.size();
    columns.turns.resize(rows);
    columns.words.resize(rows);
    columns.recall.resize(rows);
    for (auto& counts : columns.findings)
        counts.resize(rows);
    size_t row = 0;
    const auto enter = [&columns, &row](const KeptCheck& check) {
        while (row < columns.plans.size() && columns.plans[row] < check.planOrdinal)
            ++row;
        if (row == columns.plans.size() || columns.plans[row] != check.planOrdinal ||
            columns.standing[row] == SampleColumns::Standing::Failed)
            return;
        columns.standing[row] = SampleColumns::Standing::Checked;
        columns.turns[row] = static_cast<quint16>(check.turns);
        columns.words[row] = static_cast<quint16>(std::min(check.words, 0xffff));
        columns.recall[row] = static_cast<float>(check.recall());
        for (size_t kind = 0; kind < columns.findings.size(); ++kind)
            columns.findings[kind][row] = check.findings[kind];
        ++columns.checked;
    };
    ANTIPHON_TRY(forEachKeptCheck(connection, run, columns.stamp, enter));
    return columns;
}

Result<SampleKey> sampleKeyCalled(const QString& name)
{
    QStringList known;
    for (const auto& [what, word] : keyNames) {
        if (name == QLatin1String(word))
            return SampleKey{what};
        known << QLatin1String(word);
    }
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        if (name == checkKey(kind) || (kind == CheckKind::FutureLeak && name == QLatin1String("leaks")))
            return SampleKey{What::OneKind, kind};
        known << checkKey(kind);
    }
    return fail(ErrorCode::InvalidValue, QStringLiteral("\"%1\"").arg(name),
                QStringLiteral("samples have %1").arg(known.join(QStringLiteral(", "))));
}

QString sampleKeyName(const SampleKey& key)
{
    for (const auto& [what, word] : keyNames) {
        if (what == key.what)
            return QLatin1String(word);
    }
    return checkKey(key.kind);
}

std::optional<double> sampleValue(const SampleColumns& columns, const SampleVerdicts& verdicts,
                                  const SampleKey& key, size_t row)
{
    if (key.what == What::Plan)
        return columns.plans[row];
    if (columns.standing[row] == SampleColumns::Standing::Failed)
        return std::nullopt;
    if (key.what == What::Decision)
        return static_cast<double>(verdicts.value(columns.plans[row]).decision);
    if (columns.standing[row] != SampleColumns::Standing::Checked)
        return std::nullopt;
    switch (key.what) {
    case What::Turns:
        return columns.turns[row];
    case What::Words:
        return columns.words[row];
    case What::Recall:
        return static_cast<double>(columns.recall[row]);
    case What::Findings:
        return std::accumulate(columns.findings.begin(), columns.findings.end(), 0.0,
                               [row](double sum, const auto& counts) { return sum + counts[row]; });
    default:
        return columns.findings[static_cast<size_t>(key.kind)][row];
    }
}

Result<SampleCondition> sampleConditionFrom(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("^\\s*([a-z_]+)\\s*(<=|>=|!=|=|<|>)\\s*([-0-9.]+)\\s*$"));
    const QRegularExpressionMatch match = form.match(text);
    bool isNumber = false;
    const double value = match.captured(3).toDouble(&isNumber);
    if (!isNumber)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the condition \"%1\"").arg(text),
                    QStringLiteral("it is not of the form leaks>0"));
    SampleCondition condition;
    condition.value = value;
    ANTIPHON_TRY_ASSIGN(condition.key, sampleKeyCalled(match.captured(1)));
    for (size_t i = 0; i < std::size(relationSigns); ++i) {
        if (match.captured(2) == QLatin1String(relationSigns[i]))
            condition.relation = static_cast<Relation>(i);
    }
    return condition;
}

QString sampleConditionText(const SampleCondition& condition)
{
    return sampleKeyName(condition.key) +
           QLatin1String(relationSigns[static_cast<size_t>(condition.relation)]) +
           QString::number(condition.value);
}

std::vector<quint32> chooseSamples(const SampleColumns& columns, const SampleVerdicts& verdicts,
                                   const SampleFilter& filter, const SampleOrder& order,
                                   const std::vector<qint64>& found)
{
    std::vector<quint32> rows;
    if (filter.isEmpty()) {
        rows.resize(columns.plans.size());
        std::iota(rows.begin(), rows.end(), 0U);
    } else {
        for (size_t row = 0; row < columns.plans.size(); ++row) {
            if (passes(columns, verdicts, filter, found, row))
                rows.push_back(static_cast<quint32>(row));
        }
    }
    sortRows(rows, columns, verdicts, order);
    return rows;
}

} // namespace antiphon
