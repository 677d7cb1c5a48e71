#include "core/generation/endpointstore.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/memorykeyring.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"
#include "ui/generation/endpointform.h"
#include "ui/generation/endpointpage.h"
#include "ui/generation/findingstable.h"
#include "ui/generation/foldsection.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// The real page on a real project file and a keyring of its own; keys are typed, results read from the file.
class EndpointPageTest : public testing::Test
{
protected:
    EndpointPageTest() : m_ring(std::make_shared<MemoryKeyRing>()) { initIconResources(); }

    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{QStringLiteral("tester")});
        m_page = std::make_unique<EndpointPage>(
            WorkspaceContext{*m_session,
                             m_jobs,
                             [](const QString&, const QString&) {},
                             [this](const Notice& notice) { m_notices << notice.text; },
                             [](const QString&) {},
                             {}},
            m_ring, nullptr);
        m_page->resize(1'100, 700);
        m_page->show();
        QApplication::setActiveWindow(m_page.get());
        settle();
    }
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            m_jobs.waitForAll();
            m_session->drain();
            QTest::qWait(15);
        }
    }
    template<typename T>
    T* named(const QString& name) const
    {
        for (auto* widget : m_page->findChildren<T*>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    void press(const QString& text)
    {
        for (auto* button : m_page->findChildren<QPushButton*>()) {
            if (button->text() != text || !button->isVisible())
                continue;
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
            return settle();
        }
        FAIL() << "no button " << text.toStdString();
    }
    void type(const QString& name, const QString& text)
    {
        auto* edit = named<QLineEdit>(name);
        ASSERT_NE(edit, nullptr) << name.toStdString();
        ASSERT_TRUE(edit->isVisible()) << name.toStdString();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void typeModel(const QString& model)
    {
        QLineEdit* edit = named<QComboBox>(QStringLiteral("Model"))->lineEdit();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, model);
    }
    void keyIn(int place)
    {
        auto* box = named<QComboBox>(QStringLiteral("Where the key is"));
        box->setFocus();
        for (int i = 0; i < place; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        ASSERT_EQ(box->currentIndex(), place);
    }
    void addByKeys(const QString& url)
    {
        press(QStringLiteral("Add an endpoint"));
        EXPECT_EQ(QApplication::focusWidget(), named<QLineEdit>(QStringLiteral("Name")));
        type(QStringLiteral("Name"), QStringLiteral("local"));
        type(QStringLiteral("Address"), url);
        typeModel(QStringLiteral("m"));
    }
    QList<Endpoint> stored() { return *listEndpoints(m_project.connection()); }
    Endpoint only()
    {
        const QList<Endpoint> endpoints = stored();
        EXPECT_EQ(endpoints.size(), 1);
        return endpoints.isEmpty() ? Endpoint() : endpoints.first();
    }
    // Whether any file beside the project holds the bytes.
    bool isOnDisk(const QByteArray& bytes)
    {
        const QDir folder = QFileInfo(m_project.path()).dir();
        const QFileInfoList entries = folder.entryInfoList(QDir::Files | QDir::Hidden);
        EXPECT_FALSE(entries.isEmpty());
        for (const QFileInfo& entry : entries) {
            QFile file(entry.filePath());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
                return true;
        }
        return false;
    }

    GenerationProject m_project;
    JobRunner m_jobs;
    std::shared_ptr<MemoryKeyRing> m_ring;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<EndpointPage> m_page;
    QStringList m_notices;
};

ScriptedReply modelsOrChat(const ScriptedRequest& request, int)
{
    if (request.head.startsWith("GET /v1/models "))
        return {200,
                R"({"data":[{"id":"small","max_model_len":2048},{"id":"large","max_model_len":65536}]})"};
    return {200, completionBody(QStringLiteral("Blue Night"))};
}

} // namespace

TEST_F(EndpointPageTest, AKeyTypedAsAVariablesNameIsRefusedAtItsField)
{
    open();
    addByKeys(QStringLiteral("http://127.0.0.1:8080/v1"));
    keyIn(2);
    type(QStringLiteral("Name of the environment variable"), QStringLiteral("sk-this-is-a-key"));
    press(QStringLiteral("Save"));
    EXPECT_TRUE(stored().isEmpty());
    EXPECT_EQ(QApplication::focusWidget(), named<QComboBox>(QStringLiteral("Where the key is")));
    type(QStringLiteral("Name of the environment variable"), QStringLiteral("MY_KEY"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    settle();
    EXPECT_EQ(only().keyVariable, QStringLiteral("MY_KEY"));
    EXPECT_FALSE(isOnDisk("sk-this-is-a-key"));
}

TEST_F(EndpointPageTest, AKeyGoesToTheRingAndNowhereElse)
{
    open();
    addByKeys(QStringLiteral("http://127.0.0.1:8080/v1"));
    keyIn(1);
    press(QStringLiteral("Save"));
    EXPECT_TRUE(stored().isEmpty()); // no key was typed
    type(QStringLiteral("Key"), QStringLiteral("sk-window-0123456789"));
    press(QStringLiteral("Save"));
    const Endpoint kept = only();
    EXPECT_TRUE(kept.keyInKeyring);
    EXPECT_EQ(m_ring->held(keyAccount(kept.id)), QByteArray("sk-window-0123456789"));
    EXPECT_FALSE(isOnDisk("sk-window-0123456789"));
    auto* key = named<QLineEdit>(QStringLiteral("Key"));
    EXPECT_TRUE(key->text().isEmpty());
    EXPECT_TRUE(key->placeholderText().startsWith(QStringLiteral("kept in the keyring")));
    press(QStringLiteral("Remove"));
    EXPECT_TRUE(stored().isEmpty());
    EXPECT_TRUE(m_ring->held(keyAccount(kept.id)).isEmpty());
    m_session->undo();
    settle();
    EXPECT_EQ(only().name, QStringLiteral("local"));
    EXPECT_TRUE(m_ring->held(keyAccount(kept.id)).isEmpty()); // undo does not bring keys back
}

TEST_F(EndpointPageTest, NothingIsSavedWhereNoKeyringRuns)
{
    m_ring->runs = false;
    open();
    addByKeys(QStringLiteral("http://127.0.0.1:8080/v1"));
    keyIn(1);
    type(QStringLiteral("Key"), QStringLiteral("sk-window-0123456789"));
    press(QStringLiteral("Save"));
    EXPECT_TRUE(stored().isEmpty());
}

TEST_F(EndpointPageTest, WhatATestFoundIsKeptAndUndone)
{
    const ScriptedServer server(modelsOrChat);
    open();
    addByKeys(server.baseUrl());
    press(QStringLiteral("Save"));
    ASSERT_TRUE(only().findings.isEmpty());
    auto* table = m_page->findChild<FindingsTable*>();
    EXPECT_FALSE(table->isVisible());
    press(QStringLiteral("Test connection"));
    EXPECT_EQ(server.requests().size(), 7);
    EXPECT_EQ(standingOf(only(), EndpointFeature::Chat), Standing::Works);
    EXPECT_TRUE(table->isVisible());
    EXPECT_TRUE(table->accessibleDescription().contains(QStringLiteral("Chat: works")));
    m_session->undo();
    settle();
    EXPECT_TRUE(only().findings.isEmpty());
    EXPECT_FALSE(table->isVisible());
}

TEST_F(EndpointPageTest, TheModelsOfTheServerCanBeChosenWithTheirWindow)
{
    const ScriptedServer server(modelsOrChat);
    open();
    addByKeys(server.baseUrl());
    press(QStringLiteral("Models"));
    auto* models = named<QComboBox>(QStringLiteral("Model"));
    ASSERT_EQ(models->count(), 2);
    EXPECT_EQ(models->currentText(), QStringLiteral("m")); // what was typed stays
    typeModel(QStringLiteral("small"));
    press(QStringLiteral("Save"));
    EXPECT_EQ(only().model, QStringLiteral("small"));
    EXPECT_EQ(only().contextWindow, 2'048);
}

TEST_F(EndpointPageTest, AChangeIsUndoneInTheFormToo)
{
    ASSERT_OK(m_project.addEndpoint(QStringLiteral("local"), QStringLiteral("http://127.0.0.1:8080/v1")));
    open();
    const int before = only().concurrency;
    for (FoldSection* section : m_page->findChildren<FoldSection*>())
        section->setOpen(true);
    auto* once = named<QSpinBox>(QStringLiteral("Requests at once"));
    once->setFocus();
    once->selectAll();
    QTest::keyClicks(once, QStringLiteral("1500"));
    press(QStringLiteral("Save"));
    EXPECT_EQ(only().concurrency, 1'500);
    m_session->undo();
    settle();
    EXPECT_EQ(only().concurrency, before);
    EXPECT_EQ(once->value(), before);
}

TEST_F(EndpointPageTest, APresetFillsInTheRest)
{
    open();
    press(QStringLiteral("Add an endpoint"));
    auto* kind = named<QComboBox>(QStringLiteral("Kind of server"));
    kind->setFocus();
    QTest::keyClick(kind, Qt::Key_Down);
    QTest::keyClick(kind, Qt::Key_Down);
    typeModel(QStringLiteral("qwen"));
    press(QStringLiteral("Save"));
    EXPECT_EQ(only().name, QStringLiteral("ollama"));
    EXPECT_EQ(only().baseUrl, QStringLiteral("http://127.0.0.1:11434/v1"));
    EXPECT_EQ(only().concurrency, 1);
    EXPECT_TRUE(only().streams);
    EXPECT_EQ(only().limits.firstByteMs, 600'000);
}
