// The fields of an endpoint: what it is at a glance, the rest folded away.
#pragma once

#include "core/base/secret.h"
#include "core/llm/endpointfaults.h"
#include "core/llm/servermodels.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace antiphon {

class FoldSection;
class TextLabel;

class EndpointForm : public QWidget
{
    Q_OBJECT
public:
    explicit EndpointForm(QWidget* parent);

    void show(const Endpoint& endpoint);
    using QWidget::show;
    const Endpoint& base() const { return m_base; } // as it was shown
    Endpoint entered() const;
    // What was typed as a key; nothing of it stays in the form after takeKey().
    Secret typedKey() const;
    Secret takeKey();

    // Shows each fault at its field and goes to the first; true where there is none.
    bool accept();
    // Offered for choosing; the window of the chosen one is taken over.
    void setModels(const QList<ServerModel>& models);
    // Of the address and the model that `endpoint` has.
    void setFindings(const Endpoint& endpoint, const QList<EndpointFinding>& findings, int contextWindow);

Q_SIGNALS:
    void submitted();
    void modelsRequested();

private:
    void makeFirstLook();
    void makePace();
    void makeReplies();
    void makeNetwork();
    QWidget* labelOf(const QString& text, QWidget* field);
    QWidget* withFault(QWidget* field, EndpointField name);
    void addField(QFormLayout* form, const QString& label, QWidget* field, EndpointField name);
    QSpinBox* makeNumber(int least, int most, const QString& tip);
    QSpinBox* makeSeconds(const QString& tip);
    QDoubleSpinBox* makePrice(const QString& tip);
    void fillIn(int preset);
    void adoptKeyPlace();
    void showRemarks();
    void showFaults(const QList<EndpointFault>& faults);

    Endpoint m_base;
    Endpoint m_tested; // address, model, findings and window as they belong together
    QList<ServerModel> m_models;
    QHash<EndpointField, TextLabel*> m_faults;
    QHash<EndpointField, QWidget*> m_fields;
    QFormLayout* m_first = nullptr;
    QComboBox* m_preset = nullptr;
    TextLabel* m_lacks = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_url = nullptr;
    QComboBox* m_model = nullptr;
    QPushButton* m_listModels = nullptr;
    QComboBox* m_keyPlace = nullptr;
    QLineEdit* m_key = nullptr;
    QLineEdit* m_variable = nullptr;
    FoldSection* m_pace = nullptr;
    QSpinBox* m_concurrency = nullptr;
    QSpinBox* m_requestRate = nullptr;
    QSpinBox* m_tokenRate = nullptr;
    QSpinBox* m_weight = nullptr;
    QDoubleSpinBox* m_promptPrice = nullptr;
    QDoubleSpinBox* m_completionPrice = nullptr;
    FoldSection* m_replies = nullptr;
    QDoubleSpinBox* m_temperature = nullptr;
    QSpinBox* m_tokens = nullptr;
    QCheckBox* m_streams = nullptr;
    FoldSection* m_network = nullptr;
    QLineEdit* m_caFile = nullptr;
    QLineEdit* m_proxy = nullptr;
    QSpinBox* m_connect = nullptr;
    QSpinBox* m_firstByte = nullptr;
    QSpinBox* m_silence = nullptr;
    QSpinBox* m_total = nullptr;
};

} // namespace antiphon
