#include "ui/coding/codingworkspace.h"

#include "ui/coding/codingcommands.h"
#include "ui/coding/codingview.h"

#include <QPointer>

namespace antiphon {

namespace {

class CodingWorkspace : public Workspace
{
public:
    QString id() const override { return QStringLiteral("code"); }
    QString title() const override { return CodingView::tr("Code"); }
    QString iconName() const override { return QStringLiteral("code"); }

    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override
    {
        m_view = new CodingView(context, parent);
        return m_view;
    }

    QList<Command> commands() override { return codingCommands(m_view); }
    QList<ThingKey> thingKeys() const override
    {
        QList<ThingKey> keys;
        const QList<Code> codes = m_view ? m_view->desk().codes() : QList<Code>();
        for (const Code& code : codes) {
            if (!code.shortcut.isEmpty())
                keys << ThingKey{code.name, QKeySequence(code.shortcut)};
        }
        return keys;
    }

    QJsonObject saveState() const override { return m_view ? m_view->saveState() : QJsonObject(); }
    void restoreState(const QJsonObject& state) override
    {
        if (m_view)
            m_view->restoreState(state);
    }
    void navigate(const QString& target) override
    {
        if (m_view)
            m_view->navigate(target);
    }

private:
    QPointer<CodingView> m_view;
};

} // namespace

std::unique_ptr<Workspace> makeCodingWorkspace()
{
    return std::make_unique<CodingWorkspace>();
}

} // namespace antiphon
