// The corpus station as the window knows it.
#pragma once

#include "ui/shell/workspace.h"

#include <QPointer>

namespace antiphon {

class CorpusView;

class CorpusWorkspace : public Workspace
{
public:
    QString id() const override { return QStringLiteral("corpus"); }
    QString title() const override;
    QString iconName() const override { return QStringLiteral("corpus"); }
    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override;
    QList<Command> commands() override;
    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;
    void navigate(const QString& target) override; // "dialogue/<id>", "import"

    CorpusView* view() const { return m_view; }

private:
    QPointer<CorpusView> m_view;
};

} // namespace antiphon
