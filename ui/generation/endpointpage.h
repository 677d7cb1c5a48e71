// Model servers: a list, a form, and what each can do.
#pragma once

#include "core/generation/endpointtest.h"
#include "core/llm/servermodels.h"
#include "ui/shell/workspace.h"

class QListWidget;
class QStackedWidget;

namespace antiphon {

class BusyBar;
class EndpointForm;
class FindingsTable;
class TextLabel;

class EndpointPage : public QWidget
{
    Q_OBJECT
public:
    // Without a ring no key can be kept or read.
    EndpointPage(const WorkspaceContext& context, std::shared_ptr<KeyRing> ring, QWidget* parent);
    void addNew();
    void save();
    void test();
    bool hasForm() const; // one to save or to test

private:
    QWidget* makeList();
    QWidget* makeCard();
    void reload();
    void adopt(QList<Endpoint> endpoints);
    void fillList(int row);
    void showEndpoint(const Endpoint& endpoint);
    void showPool();
    void store(const Endpoint& endpoint);
    void stored(const Endpoint& before, const Result<void>& saved);
    void remove();
    void forgetKey(const Endpoint& endpoint);
    void tested(const Endpoint& endpoint, const Result<EndpointReport>& report);
    void askForModels();
    void setBusy(JobNumber job);
    void tell(const QString& text, bool good);

    WorkspaceContext m_context;
    std::shared_ptr<KeyRing> m_ring;
    QList<Endpoint> m_endpoints;
    QString m_wanted; // chosen once it is there
    JobNumber m_job = 0;
    QStackedWidget* m_stack;
    QListWidget* m_list = nullptr;
    TextLabel* m_pool = nullptr;
    EndpointForm* m_form = nullptr;
    FindingsTable* m_findings = nullptr;
    TextLabel* m_answer = nullptr;
    BusyBar* m_busy = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace antiphon
