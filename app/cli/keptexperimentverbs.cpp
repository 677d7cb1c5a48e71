// The experiments that the project keeps.
#include "app/cli/experimentoutput.h"
#include "app/cli/verbs.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QJsonObject headObject(const Experiment& experiment)
{
    QJsonObject head = experimentObject(experiment);
    head.remove(QStringLiteral("rows"));
    return head;
}

Result<Answer> runList(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const QList<KeptExperiment> all, keptExperiments(connection));
    QJsonArray list;
    QString text;
    for (const KeptExperiment& kept : all) {
        const QJsonObject head = headObject(kept.found);
        list << head;
        text += QStringLiteral("%1: %2, %3, %4 seeds, seed %5, %6\n")
                    .arg(kept.found.name, kept.found.catalogue, kept.found.recipe,
                         QString::number(kept.found.seeds), QString::number(kept.found.seed),
                         head[QLatin1String("date")].toString());
    }
    return Answer{{{QStringLiteral("experiments"), list}},
                  all.isEmpty() ? QStringLiteral("No experiments\n") : text};
}

Result<Answer> runShow(const Call& call)
{
    const QString name = call.arguments.positional.value(0);
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const KeptExperiment kept, experimentCalled(connection, name));
    Answer answer{experimentObject(kept.found), experimentTable(kept.found) + experimentHead(kept.found)};
    const QString folder = call.arguments.value(QStringLiteral("out"));
    if (!folder.isEmpty()) {
        QString file = name;
        ANTIPHON_TRY(writeExperiment(folder, file.replace(QLatin1Char('/'), QLatin1Char('-')), kept.found));
        answer.json.insert(QStringLiteral("out"), folder);
        answer.text += QStringLiteral("Wrote the table, the chart and the figures to %1\n").arg(folder);
    }
    return answer;
}

QString cellText(const ExperimentRow* row)
{
    if (!row || !row->mean.value)
        return QStringLiteral("undefined");
    const auto shown = [](double value) { return QString::number(value, 'f', 3); };
    QString text = shown(*row->mean.value);
    if (row->mean.low && row->mean.high)
        text += QStringLiteral(" [%1, %2]").arg(shown(*row->mean.low), shown(*row->mean.high));
    return text;
}

// What both have, the second beside the first.
Result<Answer> runCompare(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const KeptExperiment first,
                        experimentCalled(connection, call.arguments.positional.value(0)));
    ANTIPHON_TRY_ASSIGN(const KeptExperiment second,
                        experimentCalled(connection, call.arguments.positional.value(1)));
    QString text = experimentHead(first.found) + experimentHead(second.found) + QLatin1Char('\n');
    qint64 compared = 0;
    for (const ExperimentRow& row : first.found.rows) {
        const auto& [kind, rate] = row.degradation;
        const ExperimentRow* other = rowOf(second.found, kind, rate, row.measure);
        if (!other)
            continue;
        ++compared;
        text += QStringLiteral("  %1%2  %3%4%5\n")
                    .arg(kind.leftJustified(14), QString::number(rate).rightJustified(6),
                         measureName(row.measure).leftJustified(16), cellText(&row).leftJustified(26),
                         cellText(other));
    }
    if (compared == 0)
        return fail(ErrorCode::NotPossible, QStringLiteral("comparing the experiments"),
                    QStringLiteral("they have no kind and rate in common"));
    return Answer{{{QStringLiteral("first"), experimentObject(first.found)},
                   {QStringLiteral("second"), experimentObject(second.found)}},
                  text};
}

Result<Answer> runRemove(const Call& call)
{
    const QString name = call.arguments.positional.value(0);
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const KeptExperiment kept, experimentCalled(connection, name));
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, removeExperimentLabel(name), [&] {
        return removeExperiment(connection, kept.id);
    }));
    return Answer{{{QStringLiteral("removed"), name}}, QStringLiteral("Removed %1\n").arg(name)};
}

Verb verbOf(const char* word, const char* operands, int count, const char* summary, const char* example,
            std::function<Result<Answer>(const Call&)> run)
{
    return {{QStringLiteral("experiment"), QString::fromUtf8(word)},
            QString::fromUtf8(operands),
            count,
            count,
            QString::fromUtf8(summary),
            QStringLiteral("antiphon-cli experiment %1 --project evening.antiphon")
                .arg(QString::fromUtf8(example)),
            {},
            std::move(run)};
}

} // namespace

QList<Verb> keptExperimentVerbs()
{
    Verb show =
        verbOf("show", "NAME", 1, "the figures of an experiment", "show 'noise 1' --out figures", runShow);
    show.options << Option{QStringLiteral("out"), QStringLiteral("DIR"),
                           QStringLiteral("folder for CSV, XLSX, SVG and JSON")};
    return {verbOf("list", "", 0, "the experiments that the project keeps", "list", runList), show,
            verbOf("compare", "A B", 2, "the figures of two experiments beside each other",
                   "compare 'noise 1' 'noise 2'", runCompare),
            verbOf("remove", "NAME", 1, "take an experiment away", "remove 'noise 1'", runRemove)};
}

} // namespace antiphon::cli
