import os

from locust import FastHttpUser, between, constant, task

low, high = float(os.environ.get("MIN", 0)), float(os.environ.get("MAX", 0))


class User(FastHttpUser):
    wait_time = between(low, high) if high > 0 else constant(0)

    @task
    def get(self):
        self.client.get("/", name="get")
