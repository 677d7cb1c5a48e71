// An open project as the window uses it: reads and edits off the GUI thread, undo, and word of every change.
#pragma once

#include "core/jobs/databasethread.h"
#include "core/storage/edithistory.h"

#include <QObject>

namespace antiphon {

class ProjectSession : public QObject
{
    Q_OBJECT
public:
    // `path` must have been opened with openProject before, so that its faults were told.
    ProjectSession(QString path, Actor actor, QObject* parent = nullptr);
    ~ProjectSession() override; // every edit that was asked for is on disk

    const QString& path() const { return m_path; }
    const Actor& actor() const { return m_actor; }

    // Runs a question on the reading connection, which sees as the coder in hand may
    // (core/storage/blinding.h); see DatabaseThread for `key`.
    template<typename T>
    void read(QObject* context, std::function<Result<T>(const Connection&)> question,
              std::function<void(Result<T>)> answer, const QString& key = {})
    {
        m_reader.ask<T>(context, std::move(question), std::move(answer), key);
    }
    // As read(), for questions that go over the whole project: on a connection of their own, so that what a
    // person waits for never waits behind them. Answers of the two come in any order.
    template<typename T>
    void readAside(QObject* context, std::function<Result<T>(const Connection&)> question,
                   std::function<void(Result<T>)> answer, const QString& key = {})
    {
        m_sideReader.ask<T>(context, std::move(question), std::move(answer), key);
    }

    // Runs `change` as one recorded, durable edit, in the order of the calls. `done` runs after the commit;
    // then, or on failure, everybody is told by changed() or editFailed().
    void edit(const QString& label, std::function<Result<void>(const Connection&)> change,
              QObject* context = nullptr, std::function<void(Result<void>)> done = {});
    void undo();
    void redo();
    // Undoes or redoes until the project is as it was right after that edit (0: before the first).
    void stepTo(qint64 sequence);
    const HistoryState& historyState() const { return m_historyState; }

    // For jobs that wrote through a connection of their own.
    void noteChange();
    // Blocks until all edits asked for are on disk and all questions are answered; for tests.
    void drain();

Q_SIGNALS:
    void changed(); // anything in the project may be different; views ask again
    void historyChanged();
    void editFailed(const QString& label, const antiphon::Error& error);

private:
    void afterWrite(const QString& label, const Result<void>& result, const Result<HistoryState>& state);
    void write(const QString& label, std::function<Result<void>(EditHistory&)> act);
    void watchOtherPrograms();

    QString m_path;
    Actor m_actor;
    DatabaseThread m_reader;
    DatabaseThread m_sideReader;
    DatabaseThread m_writer;
    HistoryState m_historyState;
    qint64 m_dataVersion = -1;
};

} // namespace antiphon
