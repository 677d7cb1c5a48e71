#include "app/cli/experimentoutput.h"

#include "core/base/linereader.h"
#include "core/base/tablefile.h"

#include <QDateTime>
#include <QDir>
#include <QJsonDocument>

namespace antiphon::cli {

QString experimentTable(const Experiment& experiment)
{
    QString text = QStringLiteral("  %1").arg(QStringLiteral("kind").leftJustified(14)) +
                   QStringLiteral("rate").rightJustified(6);
    for (const Measure measure : allMeasures())
        text += measureName(measure).rightJustified(16);
    text += QLatin1Char('\n');
    for (const QString& kind : experiment.kinds) {
        for (const double rate : experiment.rates) {
            text +=
                QStringLiteral("  %1").arg(kind.leftJustified(14)) + QString::number(rate).rightJustified(6);
            for (const Measure measure : allMeasures()) {
                const ExperimentRow* row = rowOf(experiment, kind, rate, measure);
                text += (row && row->mean.value ? QString::number(*row->mean.value, 'f', 3)
                                                : QStringLiteral("undefined"))
                            .rightJustified(16);
            }
            text += QLatin1Char('\n');
        }
    }
    return text;
}

QString experimentHead(const Experiment& experiment)
{
    QString text = QStringLiteral("%1 on %2 by %3, %4\n")
                       .arg(experiment.name.isEmpty() ? experiment.title : experiment.name,
                            experiment.catalogue, experiment.recipe,
                            QDateTime::fromMSecsSinceEpoch(experiment.doneAt)
                                .toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    text += experimentMethod(experiment) + QLatin1Char('\n');
    if (experiment.chanceDistance)
        text += QStringLiteral("Plans of another seed on the same catalogue lie %1 apart.\n")
                    .arg(QString::number(*experiment.chanceDistance, 'f', 3));
    return text;
}

QJsonObject experimentObject(const Experiment& experiment)
{
    return QJsonDocument::fromJson(experimentJson(experiment)).object();
}

Result<void> writeExperiment(const QString& folder, const QString& name, const Experiment& experiment)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::WriteFailed, folder, QStringLiteral("the folder cannot be made"));
    const QString base = QDir(folder).filePath(name);
    const QByteArray csv = experimentCsv(experiment);
    ANTIPHON_TRY(writeTableFile(base + QStringLiteral(".csv"), csv));
    ANTIPHON_TRY(writeTableFile(base + QStringLiteral(".xlsx"), csv));
    ANTIPHON_TRY(writeWholeFile(base + QStringLiteral(".json"), experimentJson(experiment)));
    return writeWholeFile(base + QStringLiteral(".svg"), experimentSvg(experiment));
}

} // namespace antiphon::cli
