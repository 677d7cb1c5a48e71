// The sources of the project at the left of the corpus station.
#pragma once

#include "ui/models/sourcetreemodel.h"

#include <QTreeView>
#include <QWidget>

class QPushButton;
class QMenu;

namespace antiphon {

class SourcePanel : public QWidget
{
    Q_OBJECT
public:
    explicit SourcePanel(QWidget* parent = nullptr);
    // Keeps the selection where the source is still there, else selects all.
    void setSources(const QList<Source>& sources);
    void select(const std::optional<SourceId>& source);
    std::optional<Source> current() const; // nothing: all dialogues
    const SourceTreeModel& model() const { return *m_model; }
    QTreeView* tree() const { return m_tree; }

Q_SIGNALS:
    void sourceSelected(const std::optional<antiphon::SourceId>& source);
    void importRequested();
    void removeRequested();
    void menuRequested(const QPoint& globalPosition); // for the selected source

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tellSelection();
    SourceTreeModel* m_model;
    QTreeView* m_tree;
    std::optional<SourceId> m_told;
};

} // namespace antiphon
