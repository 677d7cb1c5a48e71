// Who did what and when, with the way back.
#pragma once

#include "core/jobs/projectsession.h"

#include <QPointer>
#include <QWidget>

class QListView;
class QPushButton;

namespace antiphon {

class HistoryModel;
class TextLabel;

// Beside the station (F9). Enter or the button undoes everything after the selected edit.
class HistoryPanel : public QWidget
{
    Q_OBJECT
public:
    explicit HistoryPanel(QWidget* parent = nullptr);
    void setSession(ProjectSession* session); // null: none
    HistoryModel* model() const { return m_model; }
    QListView* list() const { return m_list; }

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void reload();
    void updateButtons();
    void undoToSelected();

    QPointer<ProjectSession> m_session;
    HistoryModel* m_model;
    QListView* m_list;
    QPushButton* m_undo;
    QPushButton* m_redo;
    QPushButton* m_toHere;
    TextLabel* m_empty;
    int m_limit;
};

} // namespace antiphon
