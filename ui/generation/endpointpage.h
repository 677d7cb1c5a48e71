// Model servers: a list, a form, and whether one answers.
#pragma once

#include "core/generation/endpointtest.h"
#include "ui/shell/workspace.h"

class QCheckBox;
class QDoubleSpinBox;
class QLineEdit;
class QListWidget;
class QSpinBox;
class QStackedWidget;

namespace antiphon {

class TextLabel;

class EndpointPage : public QWidget
{
    Q_OBJECT
public:
    explicit EndpointPage(const WorkspaceContext& context, QWidget* parent = nullptr);
    void addNew();

private:
    QWidget* makeForm();
    void reload();
    void adopt(QList<Endpoint> endpoints);
    void showEndpoint(const Endpoint& endpoint);
    Endpoint entered() const;
    void save();
    void remove();
    void test();
    void tell(const QString& text, bool good);

    WorkspaceContext m_context;
    QList<Endpoint> m_endpoints;
    EndpointId m_shown; // null: a new one
    QString m_wanted;
    QStackedWidget* m_stack;
    QListWidget* m_list;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_url = nullptr;
    QLineEdit* m_model = nullptr;
    QLineEdit* m_key = nullptr;
    QDoubleSpinBox* m_temperature = nullptr;
    QSpinBox* m_tokens = nullptr;
    QSpinBox* m_concurrency = nullptr;
    QSpinBox* m_requestRate = nullptr;
    QSpinBox* m_tokenRate = nullptr;
    QCheckBox* m_streams = nullptr;
    TextLabel* m_answer = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_remove = nullptr;
};

} // namespace antiphon
