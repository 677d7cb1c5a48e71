#include "core/jobs/projectsession.h"

#include "core/storage/blinding.h"
#include "core/storage/project.h"

#include <QTimer>

namespace antiphon {

namespace {
constexpr int watchMs = 1000;
}

ProjectSession::ProjectSession(QString path, Actor actor, QObject* parent)
    : QObject(parent),
      m_path(std::move(path)),
      m_actor(std::move(actor)),
      m_reader(m_path, Access::ReadWrite),
      m_sideReader(m_path, Access::ReadWrite),
      m_writer(m_path, Access::ReadWrite)
{
    for (DatabaseThread* reader : {&m_reader, &m_sideReader}) {
        reader->post([](Result<Connection>& connection) {
            if (!connection)
                return;
            if (const auto seeing = seeAsCoderInHand(*connection); !seeing)
                connection = fail(seeing.error());
        });
    }
    auto* timer = new QTimer(this);
    timer->setInterval(watchMs);
    connect(timer, &QTimer::timeout, this, &ProjectSession::watchOtherPrograms);
    timer->start();
    watchOtherPrograms();
    read<HistoryState>(
        this,
        [](const Connection& connection) {
            return EditHistory(connection, EditHistory::Eyes::CoderInHand).state();
        },
        [this](Result<HistoryState> state) {
            if (state) {
                m_historyState = *state;
                Q_EMIT historyChanged();
            }
        });
}

ProjectSession::~ProjectSession() = default;

void ProjectSession::edit(const QString& label, std::function<Result<void>(const Connection&)> change,
                          QObject* context, std::function<void(Result<void>)> done)
{
    const bool wantsDone = context && done;
    m_writer.post([this, self = QPointer<ProjectSession>(this), label, change = std::move(change),
                   target = QPointer<QObject>(context), wantsDone, done = std::move(done),
                   actor = m_actor](Result<Connection>& connection) {
        Result<void> result;
        Result<HistoryState> state = HistoryState{};
        if (connection) {
            EditHistory history(*connection, EditHistory::Eyes::CoderInHand);
            result = history.record(actor, label, [&] { return change(*connection); });
            state = history.state();
        } else {
            result = fail(connection.error());
        }
        if (wantsDone)
            m_writer.deliver(target, [done, result] { done(result); });
        m_writer.deliver(self.data(), [this, label, result, state] { afterWrite(label, result, state); });
    });
}

void ProjectSession::undo()
{
    write(tr("Undo"), [actor = m_actor](EditHistory& history) -> Result<void> {
        ANTIPHON_TRY(history.undo(actor));
        return {};
    });
}

void ProjectSession::redo()
{
    write(tr("Redo"), [actor = m_actor](EditHistory& history) -> Result<void> {
        ANTIPHON_TRY(history.redo(actor));
        return {};
    });
}

void ProjectSession::stepTo(qint64 sequence)
{
    write(tr("Go to that point"), [actor = m_actor, sequence](EditHistory& history) -> Result<void> {
        ANTIPHON_TRY(history.stepTo(actor, sequence));
        return {};
    });
}

void ProjectSession::write(const QString& label, std::function<Result<void>(EditHistory&)> act)
{
    m_writer.post([this, self = QPointer<ProjectSession>(this), label,
                   act = std::move(act)](Result<Connection>& connection) {
        Result<void> result;
        Result<HistoryState> state = HistoryState{};
        if (connection) {
            EditHistory history(*connection, EditHistory::Eyes::CoderInHand);
            result = act(history);
            state = history.state();
        } else {
            result = fail(connection.error());
        }
        m_writer.deliver(self.data(), [this, label, result, state] { afterWrite(label, result, state); });
    });
}

void ProjectSession::afterWrite(const QString& label, const Result<void>& result,
                                const Result<HistoryState>& state)
{
    if (state)
        m_historyState = *state;
    if (!result)
        Q_EMIT editFailed(label, result.error());
    Q_EMIT historyChanged();
    Q_EMIT changed();
}

void ProjectSession::noteChange()
{
    Q_EMIT changed();
    read<HistoryState>(
        this,
        [](const Connection& connection) {
            return EditHistory(connection, EditHistory::Eyes::CoderInHand).state();
        },
        [this](Result<HistoryState> state) {
            if (state)
                m_historyState = *state;
            Q_EMIT historyChanged();
        },
        QStringLiteral("session.history"));
}

void ProjectSession::watchOtherPrograms()
{
    // data_version moves when another connection has committed, whichever program it belongs to. The writer
    // is asked, because its own commits, which were told already, do not move its number.
    m_writer.ask<qint64>(
        this, [](const Connection& connection) { return dataVersion(connection); },
        [this](Result<qint64> version) {
            if (!version || *version == m_dataVersion)
                return;
            const bool first = m_dataVersion < 0;
            m_dataVersion = *version;
            if (!first)
                noteChange();
        },
        QStringLiteral("session.watch"));
}

void ProjectSession::drain()
{
    m_writer.drain();
    m_reader.drain();
    m_sideReader.drain();
}

} // namespace antiphon
