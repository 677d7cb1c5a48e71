#include "core/exchange/exchangewriter.h"

#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"
#include "core/exchange/exchangerows.h"
#include "core/storage/bulklock.h"

#include <QLoggingCategory>

namespace antiphon {

namespace {

Q_LOGGING_CATEGORY(log, "antiphon.exchange")

class ProjectWriter
{
public:
    ProjectWriter(const Connection& connection, const ExchangeProject& project, const CancelToken& cancel,
                  const ProgressSink& progress)
        : m_connection(connection),
          m_project(project),
          m_cancel(cancel),
          m_progress(progress),
          m_ids(connection)
    {
    }

    Result<ExchangeWritten> run(const Actor& actor, const QString& label)
    {
        ANTIPHON_TRY_ASSIGN(const BulkLock lock,
                            BulkLock::wait(m_connection, QStringLiteral("corpus"), m_cancel));
        ANTIPHON_TRY(discardUnfinished(m_connection));
        auto done = writeSources();
        if (done)
            done = EditHistory(m_connection).record(actor, label, [this] { return publish(); });
        if (done)
            return std::move(m_written);
        for (SourceWriter& writer : m_writers) {
            // What can not be deleted now stays unseen, and the next import deletes it.
            if (const auto discarded = writer.discard(); !discarded)
                qCWarning(log) << errorSentence(discarded.error());
        }
        return fail(done.error());
    }

private:
    Result<void> writeSources()
    {
        for (const Source& source : m_project.sources)
            ANTIPHON_TRY(writeSource(source));
        return {};
    }

    Result<void> writeSource(Source source)
    {
        const SourceId inFile = source.id;
        ANTIPHON_TRY_ASSIGN(source.id, m_ids.take(ExchangedKind::Source, source.id));
        ANTIPHON_TRY_ASSIGN(source.name, freeName(source.name));
        if (source.kind == SourceKind::Run) {
            m_written.losses << ExchangeLoss{
                QStringLiteral("the source \"%1\" was a run, and is a corpus here").arg(source.name), true};
            source.kind = SourceKind::Corpus;
        }
        ANTIPHON_TRY_ASSIGN(SourceWriter begun, SourceWriter::begin(m_connection, source));
        m_writers.push_back(std::move(begun));
        SourceWriter& writer = m_writers.back();
        ANTIPHON_TRY(writer.addTracks(m_project.tracks.value(inFile)));
        for (const Dialogue& dialogue : m_project.dialogues) {
            if (dialogue.source == inFile)
                ANTIPHON_TRY(writeDialogue(writer, dialogue));
        }
        ANTIPHON_TRY_ASSIGN(const Source finished, writer.finish());
        m_written.sources << finished;
        m_written.dialogues += finished.dialogues;
        m_written.turns += finished.turns;
        return {};
    }

    Result<void> writeDialogue(SourceWriter& writer, Dialogue dialogue)
    {
        if (m_cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the import"),
                        QStringLiteral("the project is as it was"));
        dialogue.source = writer.sourceId();
        ANTIPHON_TRY_ASSIGN(dialogue.id, m_ids.take(ExchangedKind::Dialogue, dialogue.id));
        for (Turn& turn : dialogue.turns) {
            ANTIPHON_TRY_ASSIGN(turn.id, m_ids.take(ExchangedKind::Turn, turn.id));
        }
        report(m_progress, ++m_done, m_project.dialogues.size(), QStringLiteral("dialogues"));
        ANTIPHON_TRY(writer.add(std::move(dialogue), writer.nextOrdinal()));
        return {};
    }

    // A name that no ready source has.
    Result<QString> freeName(const QString& given)
    {
        QString name = given;
        for (int n = 2;; ++n) {
            ANTIPHON_TRY_ASSIGN(const auto taken, sourceByName(m_connection, name));
            const bool ours = std::any_of(m_written.sources.cbegin(), m_written.sources.cend(),
                                          [&](const Source& source) { return source.name == name; });
            if (!taken && !ours)
                break;
            name = QStringLiteral("%1 (%2)").arg(given, QString::number(n));
        }
        if (name != given)
            m_written.losses << ExchangeLoss{
                QStringLiteral("the source \"%1\" is called \"%2\" here").arg(given, name), true};
        return name;
    }

    Result<void> publish()
    {
        for (const Source& source : std::as_const(m_written.sources))
            ANTIPHON_TRY(publishSource(m_connection, source));
        return writeExchangeRows(m_connection, m_project, m_ids, m_written);
    }

    const Connection& m_connection;
    const ExchangeProject& m_project;
    const CancelToken& m_cancel;
    const ProgressSink& m_progress;
    ExchangeIds m_ids;
    std::vector<SourceWriter> m_writers;
    qint64 m_done = 0;
    ExchangeWritten m_written;
};

} // namespace

Result<ExchangeWritten> writeExchangeProject(const Connection& connection, const Actor& actor,
                                             const ExchangeProject& project, const QString& label,
                                             const CancelToken& cancel, const ProgressSink& progress)
{
    return ProjectWriter(connection, project, cancel, progress).run(actor, label);
}

} // namespace antiphon
